using System.Collections.Concurrent;

namespace SupportDesk.Teams;

/// <summary>The teams that tickets can be given to.</summary>
public sealed class TeamDirectory
{
    private readonly ConcurrentDictionary<string, bool> _teams = new() { ["team_support"] = true };

    public void Add(string team) => _teams[team] = true;

    public bool Has(string team) => _teams.ContainsKey(team);
}
