using Snapchat.AudienceExport.Upload;

namespace Snapchat.AudienceExport.Tests.Upload;

public sealed class ReconciliationTests
{
    [Fact]
    public void Judge_WhenAllIsAcknowledged_FindsNothing() =>
        Assert.Equal((null, null), Reconciliation.Judge([Request(1, 1_000, 1_000), Request(2, 10, 10)]));

    [Fact]
    public void Judge_OfNoRequests_FindsNothing() => Assert.Equal((null, null), Reconciliation.Judge([]));

    [Fact]
    public void Judge_OfAThousandthMissing_Warns()
    {
        (ExportProblem? problem, ExportWarning? warning) = Reconciliation.Judge([Request(1, 10_000, 9_990)]);

        Assert.Null(problem);
        Assert.Equal(ExportWarningCode.ShortCount, warning?.Code);
        Assert.Contains("9990 of 10000", warning?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_OfMoreThanAThousandthMissing_IsAProblem()
    {
        (ExportProblem? problem, ExportWarning? warning) = Reconciliation.Judge([Request(1, 10_000, 9_989)]);

        Assert.Null(warning);
        Assert.Equal(ExportProblemCode.ShortCount, problem?.Code);
        Assert.Equal(ProblemCulprit.External, problem?.Culprit);
    }

    private static UploadRequestReport Request(int number, int sent, long accepted) => new(number, IdentifierKind.Email, sent, accepted, "id");
}
