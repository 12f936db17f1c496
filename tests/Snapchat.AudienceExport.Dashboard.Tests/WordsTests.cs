using Snapchat.AudienceExport.Dashboard.Localization;

namespace Snapchat.AudienceExport.Dashboard.Tests;

/// <summary>Every value that a page can show has words in both languages.</summary>
public sealed class WordsTests
{
    public static TheoryData<string> Tags => [.. Language.All.Select(static language => language.Tag)];

    [Theory]
    [MemberData(nameof(Tags))]
    public void EveryValue_HasWords(string tag)
    {
        Words words = Language.Find(tag)!.Words;
        AssertAll(words.Common.AuditOutcomes);
        AssertAll(words.Common.Roles);
        AssertAll(words.Common.Statuses);
        AssertAll(words.Common.Stages);
        AssertAll(words.Common.Triggers);
        AssertAll(words.Common.Modes);
        AssertAll(words.Common.Schedules);
        AssertAll(words.Common.Days);
        AssertAll(words.Common.Identifiers);
        AssertAll(words.Common.ConnectionTypes);
        AssertAll(words.Common.ConnectionStates);
        AssertAll(words.Common.SegmentStates);
        AssertAll(words.Common.Notices);
        AssertAll(words.Problems.Kinds);
        AssertAll(words.Exports.Bulk);
        AssertAll(words.Editor.ModeHints);
        AssertAll(words.Erasure.Statuses);
        AssertAll(words.Runs.Culprits);
        AssertAll(words.Runs.Reasons, IdentifierStatus.Valid, IdentifierStatus.Blank);
    }

    [Theory]
    [InlineData("en", "12,345")]
    [InlineData("kk", "12\u00a0345")]
    public void Numbers_NeedNoCulture(string tag, string expected) => Assert.Equal(expected, Language.Find(tag)!.Number(12_345));

    private static void AssertAll<T>(EnumWords<T> words, params T[] except)
        where T : struct, Enum =>
        Assert.Equal(Enum.GetValues<T>().Except(except).Order(), words.Values.Order());
}
