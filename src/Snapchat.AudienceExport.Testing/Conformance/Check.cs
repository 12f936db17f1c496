using System.Text.Json;

namespace Snapchat.AudienceExport.Testing.Conformance;

/// <summary>The assertions of the conformance suites, which know no test framework.</summary>
internal static class Check
{
    public static void That(bool holds, string rule)
    {
        if (!holds)
            throw new ConformanceException(rule);
    }

    /// <summary>Compares by what is seen from outside, so that lists are equal if their items are.</summary>
    public static void Same<T>(T expected, T actual, string what)
    {
        string expectedText = JsonSerializer.Serialize(expected), actualText = JsonSerializer.Serialize(actual);
        That(string.Equals(expectedText, actualText, StringComparison.Ordinal), $"{what} should be {expectedText} and is {actualText}.");
    }

    public static T Found<T>(T? value, string what)
        where T : class =>
        value ?? throw new ConformanceException($"{what} should be there and is not.");

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> act, string when)
        where TException : Exception
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (TException exception)
        {
            return exception;
        }

        throw new ConformanceException($"{when}: a {typeof(TException).Name} was expected, and nothing was thrown.");
    }
}
