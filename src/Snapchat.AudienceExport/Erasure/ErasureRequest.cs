namespace Snapchat.AudienceExport;

/// <summary>Asks to erase a person, or to lift that. Whatever prints it gets a placeholder.</summary>
public sealed class ErasureRequest
{
    /// <summary>Initializes a request.</summary>
    /// <param name="identifiers">All identifiers of the person that are known, at least 1: whoever was sent under one that is missing is not found by the others.</param>
    public ErasureRequest(params IReadOnlyList<PersonIdentifier> identifiers)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        Identifiers = [.. identifiers];
    }

    /// <summary>Gets the identifiers of the person.</summary>
    public IReadOnlyList<PersonIdentifier> Identifiers { get; }

    /// <summary>Returns a placeholder.</summary>
    /// <returns>"[identifiers of a person]".</returns>
    public override string ToString() => "[identifiers of a person]";
}
