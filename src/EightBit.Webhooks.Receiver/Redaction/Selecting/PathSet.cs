namespace EightBit.Webhooks.Receiver.Redaction.Selecting;

/// <summary>Several paths, followed through a document together: a state for each of them.</summary>
internal sealed class PathSet
{
    private readonly IReadOnlyList<RedactedPath> _paths;

    public PathSet(IReadOnlyList<RedactedPath> paths) => _paths = paths;

    public ulong[] AtRoot()
    {
        var states = new ulong[_paths.Count];
        Array.Fill(states, RedactedPath.AtRoot);
        return states;
    }

    public bool IsSelected(ulong[] states)
    {
        for (var index = 0; index < states.Length; index++)
        {
            if (_paths[index].IsSelected(states[index]))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="states">Where the paths are at the object.</param>
    /// <param name="name">The member's name, unescaped: <c>"\u0065mail"</c> is an e-mail too.</param>
    public ulong[] IntoMember(ulong[] states, string name)
    {
        var member = new MemberName(name);
        return Next(states, (path, state) => path.IntoMember(state, member));
    }

    public ulong[] IntoElement(ulong[] states, int index) => Next(states, (path, state) => path.IntoElement(state, index));

    private ulong[] Next(ulong[] states, Func<RedactedPath, ulong, ulong> into)
    {
        var next = new ulong[states.Length];
        for (var index = 0; index < states.Length; index++)
        {
            next[index] = into(_paths[index], states[index]);
        }

        return next;
    }
}
