using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Snapchat.AudienceExport.Dashboard.Localization;

namespace Snapchat.AudienceExport.Dashboard.Http;

/// <summary>
/// What all components of one page share: who looks at it, in which language, below which address, and the page's model. The model travels here since Razor makes components public,
/// and parameters of public components cannot be of internal types.
/// </summary>
internal sealed class PageScope(Assets assets, IAntiforgery antiforgery, LinkGenerator links, IAudienceExportAuthorizer authorizer)
{
    public const string HomeName = "Snapchat.AudienceExport.Dashboard";

    private HttpContext? _context;
    private string _prefix = "";
    private object? _model;

    public Language Language { get; private set; } = Language.English;

    public Words Words => Language.Words;

    public AudienceExportRole? Role { get; private set; }

    public bool IsAdministrator => Role == AudienceExportRole.Administrator;

    /// <summary>Gets whether the person may write exports at all; whether a certain one, its right says.</summary>
    public bool MayEdit => Role >= AudienceExportRole.Contributor;

    public ClaimsPrincipal User => Context.User;

    /// <summary>Gets the name and value of the hidden field that every form needs.</summary>
    public (string Name, string Value) Token => antiforgery.GetAndStoreTokens(Context) is { } tokens ? (tokens.FormFieldName, tokens.RequestToken ?? "") : default;

    /// <summary>Gets the page's own address, for the way back to it.</summary>
    public string Here => Context.Request.PathBase.Add(Context.Request.Path) + (HttpMethods.IsGet(Context.Request.Method) ? Context.Request.QueryString.ToString() : "");

    private HttpContext Context => _context ?? throw new InvalidOperationException("The page has no request.");

    public async Task BeginAsync(HttpContext context)
    {
        _context = context;
        _prefix = links.GetPathByName(context, HomeName, values: null)?.TrimEnd('/') ?? "";
        Language = Language.Of(context.Request);
        Role = await authorizer.GetRoleAsync(context.User, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Gets the address of a page.</summary>
    /// <param name="path">The path below the prefix, as in <c>/exports</c>.</param>
    public string To(string path) => _prefix + path;

    public string ToAsset(string name) => To(assets.PathOf(name));

    /// <summary>Gets what was done just now, as the address says, or null.</summary>
    public Notice? Notice => Enum.TryParse(Context.Request.Query["done"], out Notice notice) && Enum.IsDefined(notice) ? notice : null;

    /// <summary>Gets what went wrong, whether that is the whole page or stands at its top, or null.</summary>
    public PageProblem? Problem => _model as PageProblem ?? (_model as IProblemModel)?.Problem;

    /// <summary>Gets the model that the endpoint made for the page.</summary>
    public T Model<T>() => (T)(_model ?? throw new InvalidOperationException("The page has no model."));

    /// <summary>Makes the answer that shows a page.</summary>
    public RazorComponentResult Show<TPage>(object? model = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        _model = model;
        return new RazorComponentResult(typeof(TPage)) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>Makes the answer that leads to another page after something was done, so that a reload does not do it again.</summary>
    /// <param name="path">The path below the prefix.</param>
    /// <param name="done">What was done, which that page tells, or null.</param>
    public RedirectHttpResult Go(string path, Notice? done = null) =>
        TypedResults.LocalRedirect(To(done is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={done}"));
}
