namespace Load.Deliveries;

internal enum Platform
{
    EightBit,
    GitHub,
}
