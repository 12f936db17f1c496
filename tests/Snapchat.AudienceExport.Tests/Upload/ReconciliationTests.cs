using Snapchat.AudienceExport.Upload;

namespace Snapchat.AudienceExport.Tests.Upload;

public sealed class ReconciliationTests
{
    [Fact]
    public void Judge_WhenAllIsAcknowledged_FindsNothing()
    {
        (ExportProblem? problem, IReadOnlyList<ExportWarning> warnings) = Reconciliation.Judge([Request(1, 1_000, 1_000), Request(2, 10, 10), Request(3, 7, 7) with { IsRemoval = true }]);

        Assert.Null(problem);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Judge_OfNoRequests_FindsNothing()
    {
        (ExportProblem? problem, IReadOnlyList<ExportWarning> warnings) = Reconciliation.Judge([]);

        Assert.Null(problem);
        Assert.Empty(warnings);
    }

    [Fact]
    public void Judge_OfAThousandthMissing_Warns()
    {
        (ExportProblem? problem, IReadOnlyList<ExportWarning> warnings) = Reconciliation.Judge([Request(1, 10_000, 9_990)]);

        Assert.Null(problem);
        ExportWarning warning = Assert.Single(warnings);
        Assert.Equal(ExportWarningCode.ShortCount, warning.Code);
        Assert.Contains("9990 of 10000", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_OfMoreThanAThousandthMissing_IsAProblem()
    {
        (ExportProblem? problem, IReadOnlyList<ExportWarning> warnings) = Reconciliation.Judge([Request(1, 10_000, 9_989)]);

        Assert.Empty(warnings);
        Assert.Equal(ExportProblemCode.ShortCount, problem?.Code);
        Assert.Equal(ProblemCulprit.External, problem?.Culprit);
    }

    [Fact]
    public void Judge_OfShortRemovals_WarnsWhateverIsMissing()
    {
        (ExportProblem? problem, IReadOnlyList<ExportWarning> warnings) = Reconciliation.Judge([Request(1, 10, 0) with { IsRemoval = true }, Request(2, 10_000, 9_999)]);

        Assert.Null(problem);
        Assert.Equal([ExportWarningCode.ShortCount, ExportWarningCode.ShortRemoval], warnings.Select(static warning => warning.Code));
        Assert.StartsWith("Snapchat acknowledged 0 of 10 removals;", warnings[1].Message, StringComparison.Ordinal);
    }

    private static UploadRequestReport Request(int number, int sent, long accepted) => new(number, IdentifierKind.Email, sent, accepted, "id");
}
