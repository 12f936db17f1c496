using System.Security.Claims;
using Snapchat.AudienceExport.Storage;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>The rows of the role matrix that concern exports: every method of the registry, by everybody.</summary>
public sealed class ExportRegistryRightsTests : IAsyncDisposable
{
    private static readonly string[] Columns = ["administrator", "contributor with the share", "contributor without", "viewer", "guest without a role", "unauthenticated"];

    private RegistryHarness _harness = new();
    private SnapchatSimulator? _simulator;
    private StoredConnection _connection = null!;
    private Export _export = null!, _detached = null!;

    public static TheoryData<string, string, bool> Matrix
    {
        get
        {
            // One letter per column: y may, n may not.
            (string Method, string Rights)[] rows =
            [
                ("CreateDraft", "yynnnn"),
                ("CreateDraft without a connection", "yyynnn"),
                ("Edit", "yynnnn"),
                ("Edit a detached one", "ynnnnn"),
                ("Duplicate", "yynnnn"),
                ("Duplicate a detached one", "ynnnnn"),
                ("Validate a new one", "yyynnn"),
                ("Validate an edit", "yynnnn"),
                ("Save a new one", "yynnnn"),
                ("Save an edit", "yynnnn"),
                ("Save an edit of a detached one", "ynnnnn"),
                ("GetExports", "yyyynn"),
                ("GetExport", "yyyynn"),
                ("GetExportSegments", "yyyynn"),
                ("SetSchedule", "yynnnn"),
                ("SetSchedule of a detached one", "ynnnnn"),
                ("PauseSchedule", "yynnnn"),
                ("PauseSchedule of a detached one", "ynnnnn"),
                ("Detach", "ynnnnn"),
                ("Attach", "ynnnnn"),
                ("Remove", "yynnnn"),
                ("Remove a detached one", "ynnnnn"),
                ("CheckAudience", "yynnnn"),
                ("GetSegments", "yynnnn"),
                ("GetProfileFields", "yynnnn"),
            ];
            TheoryData<string, string, bool> data = [];
            foreach ((string method, string rights) in rows)
            {
                for (int column = 0; column < Columns.Length; column++)
                    data.Add(method, Columns[column], rights[column] == 'y');
            }

            return data;
        }
    }

    [Fact]
    public void TheMatrix_HasEveryMethod() => Assert.Equal(
        typeof(IExportRegistry).GetMethods().Select(static method => method.Name.Replace("Async", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        Matrix.Select(static row => row.Data.Item1.Split(' ')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task EveryMethod_IsForThoseOfTheMatrix(string method, string person, bool may)
    {
        if (string.Equals(method, "CheckAudience", StringComparison.Ordinal))
            _harness = new RegistryHarness(simulator: _simulator = await SnapchatSimulator.StartAsync(cancellationToken: RegistryHarness.Token));
        await ArrangeAsync(isShared: !string.Equals(person, "contributor without", StringComparison.Ordinal));
        StoredExport before = (await _harness.Store.FindExportAsync(_export.Id, RegistryHarness.Token))!;
        ClaimsPrincipal user = person switch
        {
            "administrator" => People.Administrator,
            "viewer" => People.Viewer,
            "guest without a role" => People.Guest,
            "unauthenticated" => People.Unauthenticated,
            _ => People.Contributor,
        };

        Exception? exception = await Record.ExceptionAsync(() => ActAsync(method, user));

        IEnumerable<AuditRecord> denials = (await _harness.AuditAsync()).Where(record => record.Outcome == AuditOutcome.Denied);
        if (may)
        {
            Assert.Null(exception);
            Assert.Empty(denials);
        }
        else
        {
            Assert.IsType<AudienceExportAccessDeniedException>(exception);
            Assert.Equal(user == People.Unauthenticated ? "unknown" : user.FindFirst("sub")!.Value, Assert.Single(denials).Actor.Id);
            Assert.Same(before, await _harness.Store.FindExportAsync(_export.Id, RegistryHarness.Token));
            Assert.Equal(2, (await _harness.Store.GetExportsAsync(RegistryHarness.Token)).Count);
        }
    }

    [Fact]
    public async Task AContributor_LosesAnExportWithTheShare_AndNobodyElseDoes()
    {
        await ArrangeAsync(isShared: true);
        ExportDraft draft = await _harness.Exports.EditAsync(People.Contributor, _export.Id, RegistryHarness.Token);
        await _harness.ShareAsync(_connection.Id, new ConnectionAccess { Users = [People.Actor("other")] });

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() => _harness.Exports.SaveAsync(People.Contributor, draft, cancellationToken: RegistryHarness.Token));
        await _harness.Exports.SaveAsync(People.Person("other", AudienceExportRole.Contributor), draft, cancellationToken: RegistryHarness.Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NobodyRepointsAnExport_ToOrFromAConnectionTheyMayNotUse(bool isFrom)
    {
        await ArrangeAsync(isShared: true);
        StoredConnection hidden = await _harness.AddConnectionAsync("Hidden", shared: false);
        Export export = await _harness.SaveAsync(isFrom ? hidden.Id : _connection.Id, "To move");
        ExportDraft draft = await _harness.Exports.EditAsync(People.Administrator, export.Id, RegistryHarness.Token);

        await Assert.ThrowsAsync<AudienceExportAccessDeniedException>(() =>
            _harness.Exports.SaveAsync(People.Contributor, draft with { Connection = isFrom ? _connection.Id : hidden.Id }, cancellationToken: RegistryHarness.Token));

        Assert.Equal(export.Definition.Connection, (await _harness.Exports.GetExportAsync(People.Viewer, export.Id, RegistryHarness.Token)).Definition.Connection);
        Export moved = await _harness.Exports.SaveAsync(People.Administrator, draft with { Connection = isFrom ? _connection.Id : hidden.Id }, cancellationToken: RegistryHarness.Token);
        Assert.Equal(isFrom ? "Shop" : "Hidden", moved.ConnectionName);
    }

    [Fact]
    public async Task AContributorWithoutTheShare_LearnsNothingOfTheConnection()
    {
        await ArrangeAsync(isShared: false);
        ExportDraft draft = _harness.Draft(_connection.Id);

        IReadOnlyList<ValidationProblem> hidden = await _harness.Exports.ValidateAsync(People.Contributor, draft, RegistryHarness.Token);
        IReadOnlyList<ValidationProblem> unknown = await _harness.Exports.ValidateAsync(People.Contributor, draft with { Connection = ConnectionId.New(_harness.Time) }, RegistryHarness.Token);

        Assert.Equal(new ValidationProblem("Connection", "The connection does not exist, or you may not use it; choose one of those offered."), Assert.Single(hidden));
        Assert.Equal(hidden, unknown);
    }

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
    }

    private async Task ArrangeAsync(bool isShared)
    {
        _connection = await _harness.AddConnectionAsync(shared: isShared);
        _export = await _harness.SaveAsync(_connection.Id);
        _detached = await _harness.SaveDetachedAsync(_connection.Id, "Detached");
    }

    private async Task ActAsync(string method, ClaimsPrincipal user)
    {
        IExportRegistry exports = _harness.Exports;
        CancellationToken token = RegistryHarness.Token;
        ExportDraft Edit(Export export) => _harness.Draft(_connection.Id, "Edited") with { Id = export.Id, Version = export.Version, Audience = export.Definition.Audience.Value };
        Task act = method switch
        {
            "CreateDraft" => exports.CreateDraftAsync(user, _connection.Id, token),
            "CreateDraft without a connection" => exports.CreateDraftAsync(user, null, token),
            "Edit" => exports.EditAsync(user, _export.Id, token),
            "Edit a detached one" => exports.EditAsync(user, _detached.Id, token),
            "Duplicate" => exports.DuplicateAsync(user, _export.Id, token),
            "Duplicate a detached one" => exports.DuplicateAsync(user, _detached.Id, token),
            "Validate a new one" => exports.ValidateAsync(user, _harness.Draft(_connection.Id), token),
            "Validate an edit" => exports.ValidateAsync(user, Edit(_export), token),
            "Save a new one" => exports.SaveAsync(user, _harness.Draft(_connection.Id), cancellationToken: token),
            "Save an edit" => exports.SaveAsync(user, Edit(_export), cancellationToken: token),
            "Save an edit of a detached one" => exports.SaveAsync(user, Edit(_detached), cancellationToken: token),
            "GetExports" => exports.GetExportsAsync(user, null, token),
            "GetExport" => exports.GetExportAsync(user, _export.Id, token),
            "SetSchedule" => exports.SetScheduleAsync(user, [_export.Id], ExportSchedule.Off, token),
            "SetSchedule of a detached one" => exports.SetScheduleAsync(user, [_detached.Id], ExportSchedule.Off, token),
            "PauseSchedule" => exports.PauseScheduleAsync(user, [_export.Id], isPaused: true, token),
            "PauseSchedule of a detached one" => exports.PauseScheduleAsync(user, [_detached.Id], isPaused: true, token),
            "Detach" => exports.DetachAsync(user, [_export.Id], token),
            "Attach" => exports.AttachAsync(user, _detached.Id, _connection.Id, token),
            "Remove" => exports.RemoveAsync(user, _export.Id, _export.Version, token),
            "Remove a detached one" => exports.RemoveAsync(user, _detached.Id, _detached.Version, token),
            "CheckAudience" => exports.CheckAudienceAsync(user, _connection.Id, AudienceId.Parse("1"), token),
            "GetExportSegments" => exports.GetExportSegmentsAsync(user, _export.Id, token),
            "GetSegments" => exports.GetSegmentsAsync(user, _connection.Id, token),
            "GetProfileFields" => exports.GetProfileFieldsAsync(user, _connection.Id, null, token),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No such method."),
        };
        await act;
    }
}
