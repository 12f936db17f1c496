namespace Snapchat.AudienceExport.Testing.Faults;

/// <summary>How a request that met a fault ends.</summary>
internal enum FaultEnding
{
    /// <summary>With its proper answer.</summary>
    ProperAnswer,

    /// <summary>With the fault's answer.</summary>
    FaultAnswer,

    /// <summary>With the fault's answer, upon which the connection is closed.</summary>
    FaultAnswerThenClose,

    /// <summary>With a reset of the connection.</summary>
    Reset,
}
