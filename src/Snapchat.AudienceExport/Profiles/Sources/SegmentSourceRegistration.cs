using System.Buffers;
using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Profiles.Sources;

/// <summary>Sees to it that there is either one segment source without a name, or any number with different names.</summary>
internal static class SegmentSourceRegistration
{
    private const int MaxNameLength = 50;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Makes room for one more source.</summary>
    /// <returns>The key to register it under, or null if it has no name.</returns>
    public static SegmentSourceKey? Begin(IServiceCollection services, string? name)
    {
        SegmentSourceNames? names = services.Select(static service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<SegmentSourceNames>().FirstOrDefault();
        bool isFirst = !services.Any(static service => service.ServiceType == typeof(ISegmentSource) && !service.IsKeyedService);
        if (!isFirst && (name is null || names is null))
            throw new InvalidOperationException("There is another segment source already, and one without a name has to be the only one; give each source a name of its own.");
        if (name is null)
            return null;
        if (name.Length is 0 or > MaxNameLength || name.AsSpan().ContainsAnyExcept(NameCharacters))
            throw new ArgumentException($"A segment source is named by 1 to {MaxNameLength} ASCII letters, digits, '-', '_' or '.'.", nameof(name));
        if (names?.Contains(name) == true)
            throw new ArgumentException($"There is a segment source '{name}' already; give this one another name.", nameof(name));

        if (names is null)
        {
            names = [];
            services.AddSingleton(names);
            services.AddScoped<ISegmentSource, NamedSegmentSources>();
        }

        names.Add(name);
        return new SegmentSourceKey(name);
    }
}
