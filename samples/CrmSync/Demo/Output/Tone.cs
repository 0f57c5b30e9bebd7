namespace CrmSync.Demo.Output;

/// <summary>What a line means; the terminal makes a colour of it.</summary>
internal enum Tone
{
    Plain,
    Heading,
    Good,
    Bad,
}
