using Snapchat.AudienceExport.Exports;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Exports;

public sealed class ProblemTranslatorTests
{
    [Fact]
    public void AStoreThatCannotBeReached_IsAProblemOfTheSystem_AndKeepsItsOwnSentence()
    {
        ExportProblem problem = ProblemTranslator.Translate(new AudienceExportStoreException("The database cannot be reached; check its address."));

        Assert.Equal((ProblemCulprit.System, "The database cannot be reached; check its address."), (problem.Culprit, problem.Message));
    }
}
