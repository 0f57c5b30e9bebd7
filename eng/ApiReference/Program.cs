using ApiReference;

// Writes docs/api anew: dotnet run --project eng/ApiReference
var folder = Path.Combine(Directory.GetCurrentDirectory(), "docs", "api");
Directory.CreateDirectory(folder);
foreach (var (file, text) in Reference.Render())
{
    await File.WriteAllTextAsync(Path.Combine(folder, file), text);
    Console.WriteLine($"docs/api/{file}");
}
