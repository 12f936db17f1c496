using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Mapping;

internal sealed class ExportIdConverter()
    : ValueConverter<ExportId, Guid>(static id => id.Value, static value => ExportId.Parse(value.ToString("D"), null));
