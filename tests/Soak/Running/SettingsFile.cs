using System.Globalization;
using System.Text.Json.Nodes;

namespace Soak.Running;

/// <summary>The settings that the application reads again while it runs. The secret is rotated: the next one and the present one are valid together.</summary>
internal sealed class SettingsFile
{
    private readonly string _path;
    private volatile string _secret = SecretOf(0);
    private int _version;

    public SettingsFile(string path)
    {
        _path = path;
        Write(SecretOf(0));
    }

    /// <summary>What to sign with now.</summary>
    public string Secret => _secret;

    public int Version => Volatile.Read(ref _version);

    /// <summary>Writes the next secret in front of the present one.</summary>
    public void AddNext()
    {
        var version = Interlocked.Increment(ref _version);
        Write(SecretOf(version), _secret);
    }

    /// <summary>From here on the newest secret signs; the application must have read the file by now.</summary>
    public void UseNewest() => _secret = SecretOf(Version);

    /// <summary>Writes a secret that is too short: deliveries are answered 503 until the file is corrected.</summary>
    public void Break()
    {
        Interlocked.Increment(ref _version);
        Write("short");
    }

    private static string SecretOf(int version) => string.Create(CultureInfo.InvariantCulture, $"a-secret-of-the-soak-command-{version:D8}");

    private void Write(params string[] secrets)
    {
        var settings = new JsonObject
        {
            ["EightBit"] = new JsonObject
            {
                ["Webhooks"] = new JsonObject { ["Secrets"] = new JsonArray([.. secrets.Select(secret => JsonValue.Create(secret))]) },
            },
            ["Soak"] = new JsonObject { ["SettingsVersion"] = Version },
        };
        File.WriteAllText(_path + ".new", settings.ToJsonString());
        File.Move(_path + ".new", _path, overwrite: true); // never half a file
    }
}
