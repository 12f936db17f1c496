using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Membership;

internal static class TestLease
{
    public static StoredLease Of(AudienceId audience, long fence = 1) => new($"audience:{audience}", "test", fence, DateTimeOffset.MaxValue);
}
