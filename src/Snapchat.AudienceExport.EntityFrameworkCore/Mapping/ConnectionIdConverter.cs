using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Mapping;

internal sealed class ConnectionIdConverter()
    : ValueConverter<ConnectionId, Guid>(static id => id.Value, static value => ConnectionId.Parse(value.ToString("D"), null));
