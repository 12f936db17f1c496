using Snapchat.AudienceExport;
using Snapchat.AudienceExport.PhoneNumbers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets exports send phone numbers.</summary>
public static class PhoneNumbersBuilderExtensions
{
    /// <summary>Registers the normalization of phone numbers, so that fields can be mapped to <see cref="IdentifierKind.Phone"/>.</summary>
    /// <param name="builder">The registration.</param>
    /// <param name="defaultRegion">
    /// The region that numbers without a country code belong to where a mapping names none: an ISO 3166-1 code of two letters, as in <c>GB</c>. Null refuses such numbers.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The region is not known.</exception>
    public static ISnapchatAudienceExportBuilder AddPhoneNumbers(this ISnapchatAudienceExportBuilder builder, string? defaultRegion = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var normalizer = new PhoneNumberNormalizer(defaultRegion);
        if (defaultRegion is not null && !normalizer.IsRegion(defaultRegion))
            throw new ArgumentException($"The default region '{defaultRegion}' is not known; give an ISO 3166-1 code of two letters, as in GB.", nameof(defaultRegion));
        builder.Services.AddSingleton<IPhoneNumberNormalizer>(normalizer);
        return builder;
    }
}
