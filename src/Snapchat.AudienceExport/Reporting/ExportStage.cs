namespace Snapchat.AudienceExport;

/// <summary>The stages of a run, in their order.</summary>
public enum ExportStage
{
    /// <summary>Asking Snapchat whether the audience exists and takes uploads.</summary>
    CheckingAudience = 0,

    /// <summary>Reading profiles, normalizing, hashing, collecting; counted in profiles, the total being known if every segment states its member count.</summary>
    Collecting,

    /// <summary>De-duplicating and planning the requests.</summary>
    Planning,

    /// <summary>Sending the requests; counted in identifiers that Snapchat acknowledged.</summary>
    Uploading,

    /// <summary>Reading the audience's own status.</summary>
    Reconciling,

    /// <summary>Done; the report follows.</summary>
    Finished,
}
