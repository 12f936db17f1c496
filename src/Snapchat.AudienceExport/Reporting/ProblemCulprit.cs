namespace Snapchat.AudienceExport;

/// <summary>Who can mend a problem.</summary>
public enum ProblemCulprit
{
    /// <summary>This library or its host.</summary>
    System = 0,

    /// <summary>The person who set up the export or its data.</summary>
    User,

    /// <summary>Snapchat, or the way to it.</summary>
    External,
}
