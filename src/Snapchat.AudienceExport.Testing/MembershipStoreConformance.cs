using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing.Conformance;

namespace Snapchat.AudienceExport.Testing;

/// <summary>What every <see cref="IMembershipStore"/> has to do, as cases to run in any test framework: one test per case, each with an empty store.</summary>
public static class MembershipStoreConformance
{
    /// <summary>Gets the cases.</summary>
    public static IReadOnlyList<ConformanceCase<MembershipStoreSubject>> Cases { get; } =
    [
        .. MembershipPointerCases.All,
        .. MembershipSetCases.All,
        .. MembershipLogCases.All,
        .. MembershipWritingCases.All,
        .. SuppressionCases.All,
    ];
}
