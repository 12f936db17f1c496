namespace Snapchat.AudienceExport.Tests.Membership.Model;

/// <summary>Visits every state that events can lead to, until none is new: so it covers stories of any length. The nearest come first, so that the story of a violation is a shortest one.</summary>
internal sealed class ModelExplorer(ModelRules rules, Func<ModelState, string?> check)
{
    private readonly MembershipModel _model = new(rules);
    private readonly Dictionary<ModelState, (ModelState Before, string Event)> _origins = [];

    /// <summary>Gets how many different states were visited.</summary>
    public int States => _origins.Count;

    /// <summary>Gets after how many events the last of them was reached.</summary>
    public int Steps { get; private set; }

    /// <returns>The story of the first violation, or null if there is none.</returns>
    public string? FindViolation()
    {
        var start = default(ModelState);
        _origins[start] = (start, "");
        List<ModelState> reached = [start];
        var events = new List<(string Event, ModelState After)>();
        for (; reached.Count > 0; Steps++)
        {
            var next = new List<ModelState>();
            foreach (ModelState state in reached)
            {
                events.Clear();
                _model.AddEvents(state, events);
                foreach ((string name, ModelState after) in events)
                {
                    if (!_origins.TryAdd(after, (state, name)))
                        continue;
                    if (check(after) is { } violation)
                        return $"{Story(after)} → {violation}";
                    next.Add(after);
                }
            }

            reached = next;
        }

        return null;
    }

    private string Story(ModelState state)
    {
        var events = new List<string>();
        for (ModelState at = state; at != default; at = _origins[at].Before)
            events.Insert(0, _origins[at].Event);
        return string.Join(" → ", events);
    }
}
