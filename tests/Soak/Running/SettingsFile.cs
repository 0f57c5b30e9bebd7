using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Soak.Running;

/// <summary>
/// The settings that the application reads again while it runs. The secret is rotated: the next one and the present one are valid together, and
/// the one before, which has signed what may still be on its way.
/// </summary>
internal sealed class SettingsFile
{
    private readonly string _path;
    private string _previousSecret = SecretOf(0);
    private volatile string _secret = SecretOf(0);
    private int _version;
    private volatile bool _isBroken;
    private long _correctedAt;

    public SettingsFile(string path)
    {
        _path = path;
        Write(SecretOf(0));
    }

    /// <summary>What to sign with now.</summary>
    public string Secret => _secret;

    public string NextSecret => SecretOf(_version);

    /// <summary>Writes the next secret in front of the present one.</summary>
    public void AddNext()
    {
        _version++;
        Write(NextSecret, _secret, _previousSecret);
    }

    /// <summary>From here on the next secret signs; the application must have read the file by now.</summary>
    public void UseNext()
    {
        (_previousSecret, _secret) = (_secret, NextSecret);
        if (_isBroken)
        {
            Volatile.Write(ref _correctedAt, Stopwatch.GetTimestamp());
            _isBroken = false;
        }
    }

    /// <summary>Writes a secret that is too short: deliveries are answered 503 until the application has read something better.</summary>
    public void Break()
    {
        _isBroken = true;
        Write("short");
    }

    /// <returns>Whether the application may have had invalid settings at any time since then.</returns>
    public bool WereBrokenSince(long timestamp) => _isBroken || Volatile.Read(ref _correctedAt) > timestamp;

    private static string SecretOf(int version) => string.Create(CultureInfo.InvariantCulture, $"a-secret-of-the-soak-command-{version:D8}");

    private void Write(params string[] secrets)
    {
        var settings = new JsonObject
        {
            ["EightBit"] = new JsonObject
            {
                ["Webhooks"] = new JsonObject { ["Secrets"] = new JsonArray([.. secrets.Select(secret => JsonValue.Create(secret))]) },
            },
        };
        File.WriteAllText(_path + ".new", settings.ToJsonString());
        File.Move(_path + ".new", _path, overwrite: true); // never half a file
    }
}
