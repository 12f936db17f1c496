namespace Snapchat.AudienceExport.Testing;

/// <summary>The settings of a <see cref="SnapchatSimulator"/>, read once when it starts.</summary>
public sealed class SnapchatSimulatorOptions
{
    /// <summary>Gets or sets the clock of the simulated Snapchat: life of tokens, processing of uploads, rate limits, expiry of members.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = TimeProvider.System;

    /// <summary>Gets or sets the loopback port.</summary>
    /// <value>0 to 65,535. The default is 0: a free one.</value>
    public int Port
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ushort.MaxValue);
            field = value;
        }
    }

    /// <summary>Gets or sets the client ID of the one OAuth app that the simulator knows.</summary>
    /// <value>The default is <c>simulated-app</c>.</value>
    public string ClientId
    {
        get;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    } = "simulated-app";

    /// <summary>Gets or sets the client secret of the OAuth app.</summary>
    /// <value>The default is null: a random one, see <see cref="SnapchatSimulator.ClientSecret"/>.</value>
    public SnapchatSecret? ClientSecret { get; set; }

    /// <summary>Gets or sets a refresh token that is valid from the start.</summary>
    /// <value>The default is null: a random one, see <see cref="SnapchatSimulator.RefreshToken"/>.</value>
    public SnapchatSecret? RefreshToken { get; set; }

    /// <summary>Gets the redirect addresses registered for the OAuth app; others are refused on the authorization page.</summary>
    /// <value>Empty by default: every absolute address is taken.</value>
    public IList<Uri> RedirectUris { get; } = [];

    /// <summary>Gets or sets how long an access token is valid, in whole seconds.</summary>
    /// <value>1 second or more. The default is 1 hour.</value>
    public TimeSpan AccessTokenLife
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(1));
            field = value;
        }
    } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets what happens to a refresh token when it is used.</summary>
    /// <value>The default is <see cref="RefreshTokenPolicy.Reusable"/>, as observed at Snapchat.</value>
    public RefreshTokenPolicy RefreshTokens { get; set; }

    /// <summary>Gets or sets how long after the last upload or removal an audience shows it.</summary>
    /// <value>0 or more. The default is 6 hours; Snapchat takes up to 48.</value>
    public TimeSpan ProcessingDelay
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromHours(6);

    /// <summary>Gets or sets how long after its acknowledgement "remove all users" takes effect, on those too who were added in between.</summary>
    /// <value>0 or more. The default is 0.</value>
    public TimeSpan ClearDelay
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    }

    /// <summary>Gets or sets the share of an audience's members that Snapchat matches to people.</summary>
    /// <value>0 to 1. The default is 1.</value>
    public double MatchRate
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>Gets or sets whether requests above the rate limits are answered 429.</summary>
    /// <value>The default is false: tests run as fast as they can. Rate headers are sent on writes in either case.</value>
    public bool EnforceRateLimits { get; set; }

    /// <summary>Gets or sets the average rate enforced per access token; a burst of two seconds' worth passes.</summary>
    /// <value>1 or more requests per second. The default is 10.</value>
    public int RequestsPerSecondPerToken
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10;

    /// <summary>Gets or sets the average rate enforced over all access tokens; a burst of two seconds' worth passes.</summary>
    /// <value>1 or more requests per second. The default is 20.</value>
    public int RequestsPerSecondPerApp
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 20;

    /// <summary>Gets what is assumed where Snapchat's documentation is silent.</summary>
    public SnapchatAssumptions Assumptions { get; } = new();
}
