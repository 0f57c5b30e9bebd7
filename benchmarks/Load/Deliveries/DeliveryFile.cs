namespace Load.Deliveries;

/// <summary>Many signed requests in a file, each after its length in eight digits: signed before the clock starts.</summary>
internal sealed class DeliveryFile : IDisposable
{
    private static int _files;

    public DeliveryFile(int count, int bodyBytes, Platform platform)
    {
        // Fresh ids in every file of every run: a durable inbox remembers those of the last one.
        var prefix = $"evt_{Environment.ProcessId:x}{Environment.TickCount64:x}_{Interlocked.Increment(ref _files)}_";
        Count = count;
        Path = System.IO.Path.GetTempFileName();
        using var file = File.Create(Path);
        for (var number = 0; number < count; number++)
        {
            var delivery = Delivery.Create($"{prefix}{number}", bodyBytes, platform);
            file.Write(System.Text.Encoding.ASCII.GetBytes($"{delivery.Length:00000000}"));
            file.Write(delivery);
        }
    }

    public string Path { get; }

    public int Count { get; }

    public List<byte[]> Read()
    {
        var all = File.ReadAllBytes(Path);
        var deliveries = new List<byte[]>(Count);
        for (var at = 0; at < all.Length;)
        {
            var length = int.Parse(all.AsSpan(at, 8), System.Globalization.CultureInfo.InvariantCulture);
            deliveries.Add(all[(at + 8)..(at + 8 + length)]);
            at += 8 + length;
        }

        return deliveries;
    }

    public void Dispose() => File.Delete(Path);
}
