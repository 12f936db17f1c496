namespace Snapchat.AudienceExport.Dashboard.Http;

/// <summary>The model of a page that can be shown again with what went wrong.</summary>
internal interface IProblemModel
{
    PageProblem? Problem { get; }
}
