using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Snapchat.AudienceExport.Tests.Support;

public sealed class GuardedMemoryTests
{
    private const string OffsetVariable = "AUDIENCE_GUARD_OFFSET";
    private const int Length = 100;

    [Theory]
    [InlineData(0, true)]
    [InlineData(Length - 1, true)]
    [InlineData(-1, false)]
    [InlineData(Length, false)]
    public async Task OnlyAReadInsideSurvives(int offset, bool survives)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in new[] { typeof(GuardedMemoryTests).Assembly.Location, "--filter-method", $"*.{nameof(GuardedMemoryTests)}.{nameof(AReadAtTheOffsetAskedFor)}" })
            start.ArgumentList.Add(argument);
        start.Environment[OffsetVariable] = offset.ToString(CultureInfo.InvariantCulture);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(survives, child.ExitCode == 0);
        Assert.Equal(survives, (await output).Contains("succeeded: 1", StringComparison.Ordinal));
        Assert.Equal(!survives, error.Contains(nameof(AccessViolationException), StringComparison.Ordinal));
    }

    /// <summary>What the child process runs; without an offset it reads inside.</summary>
    [Fact]
    public void AReadAtTheOffsetAskedFor()
    {
        int offset = int.Parse(Environment.GetEnvironmentVariable(OffsetVariable) ?? "0", CultureInfo.InvariantCulture);
        using var memory = new GuardedMemory(Length);
        Span<byte> guarded = offset < 0 ? memory.AtStart(Length) : memory.AtEnd(Length);

        Assert.Equal(0, Volatile.Read(ref Unsafe.Add(ref MemoryMarshal.GetReference(guarded), offset)));
    }
}
