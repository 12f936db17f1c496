using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Snapchat.AudienceExport.EntityFrameworkCore.Mapping;

/// <summary>Times as UTC, which both databases compare and sort.</summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTimeOffset, DateTime>(static time => time.UtcDateTime, static time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)));
