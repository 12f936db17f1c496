namespace Snapchat.AudienceExport.Storage;

/// <summary>The exceptions of a change that came too late, in the same words whatever the store. For store authors.</summary>
public static class StoreConflict
{
    /// <summary>Somebody else changed or removed a record since it was read.</summary>
    /// <param name="what">What it is, as in <c>connection</c>.</param>
    /// <returns>The exception to throw.</returns>
    public static AudienceExportConcurrencyException Changed(string what) =>
        new($"The {what} was changed or removed meanwhile; read it again, and decide again.");

    /// <summary>The connection that something is about was removed.</summary>
    /// <returns>The exception to throw.</returns>
    public static AudienceExportConcurrencyException ConnectionRemoved() =>
        new("The connection was removed meanwhile; choose another one.");

    /// <summary>The lease under which an <see cref="IMembershipStore"/> was to write is not held any more.</summary>
    /// <param name="audience">The audience.</param>
    /// <returns>The exception to throw.</returns>
    public static AudienceExportConcurrencyException LeaseLost(AudienceId audience) =>
        new($"The lease of audience {audience} was lost to another run, so nothing more is written; run the export again.");

    /// <summary>The stored pointer is not the one that was to be replaced.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="version">The version that is stored, or 0.</param>
    /// <returns>The exception to throw.</returns>
    public static AudienceExportConcurrencyException PointerChanged(AudienceId audience, long version) =>
        new($"The membership of audience {audience} was changed meanwhile (version {version}); read it again.");

    /// <summary>A log does not reach to where a record was to be written.</summary>
    /// <param name="audience">The audience.</param>
    /// <returns>The exception to throw.</returns>
    public static AudienceExportConcurrencyException JournalChanged(AudienceId audience) =>
        new($"The journal of audience {audience} was changed meanwhile; read it again.");
}
