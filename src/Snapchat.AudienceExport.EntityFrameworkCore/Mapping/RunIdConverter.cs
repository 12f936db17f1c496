using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Mapping;

internal sealed class RunIdConverter()
    : ValueConverter<RunId, Guid>(static id => id.Value, static value => RunId.Parse(value.ToString("D"), null));
