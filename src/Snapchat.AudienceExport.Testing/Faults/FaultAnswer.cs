using Snapchat.AudienceExport.Testing.Http;

namespace Snapchat.AudienceExport.Testing.Faults;

/// <summary>Makes the answer of a fault.</summary>
/// <param name="envelope">The common bodies.</param>
/// <param name="exchange">The request.</param>
internal delegate Answer FaultAnswer(Envelope envelope, Exchange exchange);
