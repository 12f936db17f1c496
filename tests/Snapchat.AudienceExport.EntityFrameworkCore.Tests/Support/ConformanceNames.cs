using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Tests.Support;

public static class ConformanceNames
{
    public static TheoryData<string> All => [.. StoreConformance.Cases.Select(static one => one.Name)];

    public static TheoryData<string> Membership => [.. MembershipStoreConformance.Cases.Select(static one => one.Name)];
}
