using Microsoft.Extensions.DependencyInjection;
using Snapchat.AudienceExport.Testing;

namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>Segments that are missing, inactive or failed at the source.</summary>
public sealed class UnreadSegmentTests
{
    private static readonly SegmentId[] Both = [SegmentId.Parse("buyers"), SegmentId.Parse("visitors")];

    [Theory]
    [InlineData(null)]
    [InlineData(SegmentState.Inactive)]
    [InlineData(SegmentState.Failed)]
    public async Task AMirror_AddsTheOthers_AndRemovesNobody_UntilTheSegmentIsBack(SegmentState? state)
    {
        await using ExportHarness harness = await StartAsync();
        ScriptedSource source = Source();
        await ExportAsync(harness, source);
        source.Segments["buyers"] = ["b@example.com", .. ExportHarness.Emails(20), "new@example.com"];
        string?[] visitors = source.Segments["visitors"];
        if (state is { } unwell)
            source.States["visitors"] = unwell;
        else
            source.Segments.Remove("visitors");

        ExportPlan plan = await harness.Exporter.PlanAsync(Request(harness, source), null, TestContext.Current.CancellationToken);
        ExportReport report = await ExportAsync(harness, source, ExportMode.Mirror, plan.Token);

        IdentifierCounts counts = Assert.Single(report.Identifiers);
        Assert.Equal(ExportStatus.Successful, report.Status);
        Assert.Equal((1L, 0L), (counts.Added, counts.Removed));
        Assert.Equal([SegmentId.Parse("buyers")], report.Segments.Select(static segment => segment.Segment));
        ExportWarning warning = Assert.Single(report.Warnings, static warning => warning.Code == ExportWarningCode.RemovalsWithheld);
        Assert.Contains($"segment 'visitors' is {(state is null ? "missing" : state)} at the source", warning.Message, StringComparison.Ordinal);
        Assert.Null(plan.Token);
        Assert.Equal(2, plan.WithheldRemovals);
        Assert.Superset(ExportHarness.Digests(["a@example.com", "c@example.com", "new@example.com"]).ToHashSet(), harness.Members.ToHashSet());

        source.Segments["visitors"] = visitors;
        source.States.Clear();
        ExportReport next = await ExportAsync(harness, source);
        Assert.Equal(1, Assert.Single(next.Identifiers).Removed);
        Assert.Equal(ExportHarness.Digests([.. source.Segments["buyers"], .. visitors]).Order(), harness.Members.Order());
    }

    [Fact]
    public async Task AMirrorThatWouldRemoveNobody_NamesTheSegmentAllTheSame()
    {
        await using ExportHarness harness = await StartAsync(static options => options.FailOnWithheldRemovals = true);
        ScriptedSource source = Source();
        source.States["visitors"] = SegmentState.Failed;

        ExportReport report = await ExportAsync(harness, source);

        Assert.Equal((ExportStatus.Failed, ExportProblemCode.ConfirmationRequired), (report.Status, report.Problem?.Code));
        Assert.Equal("Nobody is removed, since segment 'visitors' is Failed at the source; mend that at the source, or take the segment out of the export, and run again.", report.Problem?.Message);
        Assert.Equal(22, harness.Members.Count);
    }

    [Fact]
    public async Task AMirrorThatCanReadNothing_Fails()
    {
        await using ExportHarness harness = await StartAsync();
        ScriptedSource source = Source();
        source.States["visitors"] = SegmentState.Failed;
        source.Segments.Remove("buyers");

        AudienceExportValidationException exception = await Assert.ThrowsAsync<AudienceExportValidationException>(() => ExportAsync(harness, source));

        Assert.Equal(
            ["Segment 'buyers' does not exist at the source; choose one of its segments.", "Segment 'visitors' is Failed at the source, so its members cannot be relied on; mend it there or leave it out."],
            exception.Problems.Select(static problem => problem.Message));
        Assert.Equal(0, source.Reads);
    }

    [Theory]
    [InlineData(ExportMode.AddOnly)]
    [InlineData(ExportMode.Replace)]
    public async Task TheOtherModes_DoNotBegin(ExportMode mode)
    {
        await using ExportHarness harness = await StartAsync();
        ScriptedSource source = Source();
        await ExportAsync(harness, source, ExportMode.AddOnly);
        int reads = source.Reads;
        source.States["visitors"] = SegmentState.Failed;

        await Assert.ThrowsAsync<AudienceExportValidationException>(() => ExportAsync(harness, source, mode));

        Assert.Equal((reads, 0, 23), (source.Reads, harness.Count(SimulatedOperation.RemoveAllUsers), harness.Members.Count));
    }

    [Fact]
    public async Task ASegmentThatShrank_IsDoubtedAgain_UntilItsRemovalsAreConfirmed()
    {
        await using ExportHarness harness = await StartAsync();
        ScriptedSource source = Source();
        source.Segments["visitors"] = [.. Enumerable.Range(0, 10).Select(static i => $"visitor{i}@example.com")];
        await ExportAsync(harness, source);
        source.Segments["visitors"] = source.Segments["visitors"][..6];

        await AssertDoubtedAsync();
        await AssertDoubtedAsync();
        ExportPlan plan = await harness.Exporter.PlanAsync(Request(harness, source), null, TestContext.Current.CancellationToken);
        Assert.Equal(4, Assert.Single((await ExportAsync(harness, source, ExportMode.Mirror, plan.Token)).Identifiers).Removed);
        source.Segments["visitors"] = source.Segments["visitors"][..5];
        Assert.Equal(1, Assert.Single((await ExportAsync(harness, source)).Identifiers).Removed);

        async Task AssertDoubtedAsync()
        {
            ExportReport report = await ExportAsync(harness, source);
            Assert.Contains(report.Warnings, static warning => warning.Message.Contains("'visitors' has 6 members and had 10", StringComparison.Ordinal));
        }
    }

    private static Task<ExportHarness> StartAsync(Action<SnapchatAudienceExportOptions>? configure = null) => ExportHarness.StartAsync(configure, build: static builder => builder.UseInMemoryMembership());

    private static ScriptedSource Source()
    {
        var source = new ScriptedSource();
        source.Segments["buyers"] = [.. source.Segments["buyers"], .. ExportHarness.Emails(20)];
        return source;
    }

    private static SegmentExportRequest Request(ExportHarness harness, ScriptedSource source, ExportMode mode = ExportMode.Mirror) =>
        new(harness.Audience, source) { Mode = mode, Segments = Both };

    private static Task<ExportReport> ExportAsync(ExportHarness harness, ScriptedSource source, ExportMode mode = ExportMode.Mirror, string? confirmed = null) =>
        harness.Exporter.ExportAsync(Request(harness, source, mode) with { ConfirmedPlan = confirmed }, null, TestContext.Current.CancellationToken);
}
