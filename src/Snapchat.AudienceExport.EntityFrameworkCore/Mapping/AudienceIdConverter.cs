using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Mapping;

internal sealed class AudienceIdConverter()
    : ValueConverter<AudienceId, string>(static id => id.ToString(), static text => AudienceId.Parse(text, null));
