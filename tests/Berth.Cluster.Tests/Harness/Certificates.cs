using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Berth.Cluster.Tests.Harness;

/// <summary>A certificate authority of a test and what it vouches for.</summary>
internal sealed class Certificates
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Until = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 _authority;
    private byte _serial = 1;

    internal Certificates(string name = "berth test authority")
    {
        var request = new CertificateRequest($"CN={name}", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(From, Until);
    }

    internal string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>A certificate of a server on this machine.</summary>
    internal X509Certificate2 Server(string name = "localhost", bool byAddress = true, DateTimeOffset? until = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (byAddress)
            names.AddIpAddress(System.Net.IPAddress.Loopback);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var issued = Issue(request, until);
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>A client's certificate and its key, both PEM.</summary>
    internal (string Certificate, string Key) Client(string user, bool rsa)
    {
        if (rsa)
        {
            using var key = RSA.Create(2048);
            return (Issue(new($"CN={user}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)).ExportCertificatePem(), key.ExportRSAPrivateKeyPem());
        }
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (Issue(new($"CN={user}", curve, HashAlgorithmName.SHA256)).ExportCertificatePem(), curve.ExportECPrivateKeyPem());
    }

    private X509Certificate2 Issue(CertificateRequest request, DateTimeOffset? until = null) =>
        request.Create(_authority.SubjectName, X509SignatureGenerator.CreateForECDsa(_authority.GetECDsaPrivateKey()!), From, until ?? Until, [_serial++]);
}
