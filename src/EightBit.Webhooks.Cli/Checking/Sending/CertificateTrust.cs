using System.Net.Security;

namespace EightBit.Webhooks.Cli.Checking.Sending;

/// <summary>Which TLS certificates will do: those that this machine trusts, or with <c>--insecure</c> any.</summary>
internal static class CertificateTrust
{
    public static RemoteCertificateValidationCallback Of(CheckSettings settings)
        => (_, _, _, errors) => settings.Insecure || errors == SslPolicyErrors.None;
}
