using System.ComponentModel;
using System.Globalization;

namespace Snapchat.AudienceExport;

/// <summary>Lets configuration binding make a <see cref="SnapchatSecret"/> from a string; it converts in that direction only.</summary>
internal sealed class SnapchatSecretConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => new SnapchatSecret((string)value);
}
