using Snapchat.AudienceExport.Client.Authentication;
using Snapchat.AudienceExport.Client.Resilience;

namespace Snapchat.AudienceExport.Client;

/// <summary>What all clients of one connection share.</summary>
internal sealed record SnapchatConnection(AccessTokenProvider Tokens, RateBudget Budget);
