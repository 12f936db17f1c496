using System.Net.Http.Headers;

namespace Snapchat.AudienceExport.Dashboard.Tests.Support;

/// <summary>What came back: the status, the page, where it leads.</summary>
internal sealed record PageAnswer(int Status, string Text, string? Location, HttpResponseHeaders Headers);
