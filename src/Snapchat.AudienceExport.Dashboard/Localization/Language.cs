using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Snapchat.AudienceExport.Dashboard.Localization;

/// <summary>A language of the pages. Numbers and dates need no culture of the platform, which a host may have left out.</summary>
internal sealed class Language
{
    /// <summary>The cookie that keeps the language a person has chosen.</summary>
    public const string CookieName = "audience-export-language";

    private readonly NumberFormatInfo _numbers;

    private Language(string tag, string name, string groupSeparator, string decimalSeparator, Words words)
    {
        (Tag, Name, Words) = (tag, name, words);
        _numbers = new NumberFormatInfo { NumberGroupSeparator = groupSeparator, NumberDecimalSeparator = decimalSeparator };
    }

    public static Language English { get; } = new("en", "English", ",", ".", EnglishWords.All);

    public static Language Kazakh { get; } = new("kk", "Қазақша", "\u00a0", ",", KazakhWords.All);

    public static IReadOnlyList<Language> All { get; } = [English, Kazakh];

    /// <summary>Gets the BCP 47 tag, as pages name it to browsers and screen readers.</summary>
    public string Tag { get; }

    /// <summary>Gets the name of the language in itself.</summary>
    public string Name { get; }

    public Words Words { get; }

    public static Language? Find(string? tag) => All.FirstOrDefault(language => string.Equals(language.Tag, tag, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds the language of a request: the chosen one, else the first that the browser asks for, else English.</summary>
    public static Language Of(HttpRequest request) => Find(request.Cookies[CookieName])
        ?? request.GetTypedHeaders().AcceptLanguage.OrderByDescending(static wanted => wanted.Quality ?? 1).Select(Match).FirstOrDefault(static language => language is not null)
        ?? English;

    public string Number(long value) => value.ToString("N0", _numbers);

    public string Number(double value) => value.ToString("#,0.#", _numbers);

    /// <summary>Writes a number of bytes in the largest unit of which there is at least one.</summary>
    public string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        double value = bytes;
        int unit = 0;
        for (; value >= 1024 && unit < units.Length - 1; unit++)
            value /= 1024;
        return $"{Number(value)} {units[unit]}";
    }

    /// <summary>Writes a length of time to the second, and below ten seconds to the tenth.</summary>
    public string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => Words.Common.Seconds(Number(Math.Round(time.TotalSeconds, 1))),
        { TotalMinutes: < 1 } => Words.Common.Seconds(Number((long)time.TotalSeconds)),
        _ => $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}",
    };

    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static Language? Match(StringWithQualityHeaderValue wanted) => Find(wanted.Value.ToString().Split('-')[0]);
}
