using System.Buffers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Dashboard.Http;

/// <summary>Reads the form of a post and asks for its anti-forgery token. The form comes first: of one that it cannot read, the check of the token would tell only that there is none.</summary>
internal static class FormGate
{
    private const int MaxFormBytes = 256 * 1024;

    // A browser shows no answer before it has sent its form, so one that is too large is read on for a while, and dropped.
    private const int MaxReadBytes = 16 * MaxFormBytes;

    /// <summary>Tells the server the most bytes it shall read.</summary>
    public static void Limit(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxReadBytes;
    }

    /// <returns>What is wrong with the form, or null.</returns>
    /// <exception cref="BadHttpRequestException">The server refuses to read on.</exception>
    public static async Task<PageProblem?> FindProblemAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!request.HasFormContentType)
            return request.ContentType is null ? PageProblem.StaleForm : PageProblem.OfStatus(StatusCodes.Status415UnsupportedMediaType);
        try
        {
            if (!await TryBufferAsync(request, context.RequestAborted).ConfigureAwait(false))
                return PageProblem.OfStatus(StatusCodes.Status413PayloadTooLarge);
            await request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return PageProblem.UnreadableForm;
        }

        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context).ConfigureAwait(false) ? null : PageProblem.StaleForm;
    }

    private static async Task<bool> TryBufferAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        MemoryStream form = new();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int total = 0;
            for (int read; total <= MaxReadBytes && (read = await request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                total += read;
                if (total <= MaxFormBytes)
                    form.Write(buffer, 0, read);
            }

            form.Position = 0;
            request.Body = form;
            return total <= MaxFormBytes;
        }
        finally
        {
            // It may have held whom to erase.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
