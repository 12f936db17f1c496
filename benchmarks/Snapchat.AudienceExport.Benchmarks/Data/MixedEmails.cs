using System.Text;

namespace Snapchat.AudienceExport.Benchmarks.Data;

/// <summary>
/// Addresses as real lists have them: of a hundred, one has blanks around it, one repeats an earlier one, one is no address, two are not ASCII,
/// and five are longer than 55 bytes, at random places among clean ones. The same for every run.
/// </summary>
internal static class MixedEmails
{
    private const int Seed = 20260802;
    private const int MaxLength = 128;

    private static readonly string[] BadValues = ["unknown", "n/a", "anna@", "@example.com", "a@b@example.com", "anna smith@example.com", "", "anna@example..com"];

    public static EmailColumn Generate(int count)
    {
        var random = new Random(Seed);
        var emails = new EmailColumnBuilder(count, 32 * count);
        Span<byte> email = stackalloc byte[MaxLength];
        for (int row = 0; row < count; row++)
        {
            int length = CleanEmails.Write(random, row, email);
            switch (random.Next(100))
            {
                case 0:
                    emails.Add([(byte)' ', .. email[..length], (byte)'\t']);
                    break;
                case 1 when emails.Count > 0:
                    emails.Add([.. emails[random.Next(emails.Count)]]);
                    break;
                case 2:
                    emails.Add(Encoding.UTF8.GetBytes(BadValues[random.Next(BadValues.Length)]));
                    break;
                case 3 or 4:
                    emails.Add([.. "Zo\u00cb."u8, .. email[..length]]);
                    break;
                case 5 or 6 or 7 or 8 or 9:
                    emails.Add([.. "newsletter.Recipient.of.the.Spring.Edition."u8, .. email[..length]]);
                    break;
                default:
                    emails.Add(email[..length]);
                    break;
            }
        }

        return emails.Build();
    }
}
