using System.Globalization;

namespace Snapchat.AudienceExport.Benchmarks.Throughput;

/// <summary>One line of the table: a target and what was measured.</summary>
/// <param name="Number">The number of the target.</param>
/// <param name="What">What is measured.</param>
/// <param name="Target">The target in words.</param>
/// <param name="Measured">The measurement in words.</param>
/// <param name="Outcome">Whether the target holds.</param>
/// <param name="Margin">How far the measurement is from the target, as a share of it: positive on the good side. Null if there is none.</param>
internal sealed record Verdict(string Number, string What, string Target, string Measured, Outcome Outcome, double? Margin)
{
    public static Verdict AtLeast(string number, string what, double target, double value, string unit, string detail) =>
        Of(number, what, $"≥ {Text(target)} {unit}", value, unit, detail, (value / target) - 1);

    public static Verdict AtMost(string number, string what, double target, double value, string unit, string detail) =>
        Of(number, what, $"≤ {Text(target)} {unit}", value, unit, detail, 1 - (value / target));

    public static Verdict NotApplicable(string number, string what, string target, string why) =>
        new(number, what, target, $"not applicable{why}", Outcome.NotApplicable, null);

    /// <summary>A measurement that has no target.</summary>
    public static Verdict Informative(string number, string what, string measured) => new(number, what, "printed", measured, Outcome.NotApplicable, null);

    private static Verdict Of(string number, string what, string target, double value, string unit, string detail, double margin) =>
        new(number, what, target, $"{Text(value)} {unit} ({detail})", margin >= 0 ? Outcome.Holds : Outcome.Fails, margin);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
