using System.Text.Json;

namespace Snapchat.AudienceExport;

/// <summary>
/// The record of a run as a document of its own: versioned JSON without personal data, for archives and warehouses. Nothing of a profile is in it, and of the people who acted
/// only the role; whoever needs their names finds them in the <see cref="IAuditLog"/> by the ID of the run.
/// </summary>
/// <remarks>
/// Names are in camel case, times in ISO 8601, enumerations by name, IDs as text; what is null or unknown is left out.
/// Later versions of the library may add fields; they raise <see cref="Version"/> when one changes its meaning or goes.
/// </remarks>
public sealed record RunManifest
{
    /// <summary>The version that this library writes, and the latest it reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Gets the version of the document (<c>version</c>).</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Gets the run (<c>run</c>).</summary>
    public required RunId Run { get; init; }

    /// <summary>Gets the export (<c>export</c>).</summary>
    public required ExportId Export { get; init; }

    /// <summary>Gets the version of the definition it was run with (<c>definitionVersion</c>).</summary>
    public long DefinitionVersion { get; init; }

    /// <summary>Gets the definition it was run with (<c>definition</c>): name, audience, connection, mapping, segments, mode, schedule.</summary>
    public required ExportDefinition Definition { get; init; }

    /// <summary>Gets what made it happen (<c>trigger</c>).</summary>
    public RunTrigger Trigger { get; init; }

    /// <summary>Gets the role of whoever asked for it (<c>requestedAs</c>); the role only, not the person.</summary>
    public AudienceExportRole RequestedAs { get; init; }

    /// <summary>Gets whether everybody was to be sent again (<c>resendAll</c>).</summary>
    public bool ResendAll { get; init; }

    /// <summary>Gets when it was due, for a scheduled run (<c>dueAt</c>).</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets when it was asked for (<c>queuedAt</c>).</summary>
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>Gets when it started (<c>startedAt</c>).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets when it ended (<c>endedAt</c>).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Gets how it ended, or how far it was (<c>status</c>).</summary>
    public ExportStatus Status { get; init; }

    /// <summary>Gets whether a person asked for it to be canceled (<c>isCanceled</c>).</summary>
    public bool IsCanceled { get; init; }

    /// <summary>Gets why it did not succeed (<c>problem</c>): code, culprit, message.</summary>
    public ExportProblem? Problem { get; init; }

    /// <summary>Gets what became of the values, per kind of identifier (<c>identifiers</c>).</summary>
    public IReadOnlyList<IdentifierCounts> Identifiers { get; init; } = [];

    /// <summary>Gets how many profiles were read, per segment (<c>segments</c>).</summary>
    public IReadOnlyList<SegmentCount> Segments { get; init; } = [];

    /// <summary>Gets where the first refused values stand and why they were refused (<c>refusedValues</c>); never a value.</summary>
    public IReadOnlyList<RefusedValue> RefusedValues { get; init; } = [];

    /// <summary>Gets the requests that Snapchat acknowledged, with its IDs of them (<c>requests</c>).</summary>
    public IReadOnlyList<UploadRequestReport> Requests { get; init; } = [];

    /// <summary>Gets what a person should know although it succeeded (<c>warnings</c>).</summary>
    public IReadOnlyList<ExportWarning> Warnings { get; init; } = [];

    /// <summary>Gets the audience as Snapchat showed it last (<c>audienceAfterwards</c>).</summary>
    public SnapchatAudience? AudienceAfterwards { get; init; }

    /// <summary>Makes the manifest of a run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The manifest.</returns>
    public static RunManifest Of(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunManifest
        {
            Run = run.Id,
            Export = run.Export,
            DefinitionVersion = run.DefinitionVersion,
            Definition = run.Definition,
            Trigger = run.Trigger,
            RequestedAs = run.RequestedAs,
            ResendAll = run.Request.ResendAll,
            DueAt = run.DueAt,
            QueuedAt = run.QueuedAt,
            StartedAt = run.StartedAt,
            EndedAt = run.EndedAt,
            Status = run.Status,
            IsCanceled = run.CanceledBy is not null,
            Problem = run.Problem,
            Identifiers = run.Report?.Identifiers ?? [],
            Segments = run.Report?.Segments ?? [],
            RefusedValues = run.Report?.RefusedValues ?? [],
            Requests = run.Report?.Requests ?? [],
            Warnings = run.Report?.Warnings ?? [],
            AudienceAfterwards = run.Report?.AudienceAfterwards,
        };
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="utf8Json">What <see cref="ToUtf8Json"/> wrote, in this or an earlier version of the library.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="FormatException">The bytes are not a manifest, or one of a later version.</exception>
    public static RunManifest Parse(ReadOnlySpan<byte> utf8Json)
    {
        RunManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(utf8Json, Running.RunManifestJson.Default.RunManifest);
        }
        catch (JsonException exception)
        {
            throw new FormatException("The bytes are not the manifest of a run.", exception);
        }

        return manifest?.Version is >= 1 and <= CurrentVersion
            ? manifest
            : throw new FormatException($"The manifest is of version {manifest?.Version}, and this library reads versions up to {CurrentVersion}; update the library.");
    }

    /// <summary>Writes the manifest.</summary>
    /// <returns>JSON in UTF-8, indented.</returns>
    public byte[] ToUtf8Json() => JsonSerializer.SerializeToUtf8Bytes(this, Running.RunManifestJson.Default.RunManifest);
}
