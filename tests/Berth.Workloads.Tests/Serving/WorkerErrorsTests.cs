using System.Net;
using System.Net.Sockets;
using System.Text;
using Berth.Model;
using Berth.Workloads.Mqtt;
using Berth.Workloads.Serving;
using Berth.Workloads.Tests.Vision;

namespace Berth.Workloads.Tests.Serving;

[Collection("node processes")]
public sealed class WorkerErrorsTests
{
    private static readonly WorkerSettings Settings = Loopback.Worker(Loopback.FreePort());

    [Fact]
    public void A_model_that_is_not_there_is_named() =>
        AssertError(Settings with { Model = "/nowhere/model.onnx" }, "/nowhere/model.onnx");

    [Fact]
    public void A_file_that_is_no_model_is_named()
    {
        using var text = new ScratchFile(Encoding.UTF8.GetBytes("this is no model"));
        AssertError(Settings with { Model = text.Path }, text.Path);
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        AssertError(Settings with { Port = port }, $"{port}");
    }

    [Fact]
    [Trait("Speed", "Long")]
    public void A_broker_that_is_not_there_is_named() =>
        AssertError(Settings with { Transport = Transport.Mqtt }, $"no broker answers at {Settings.Host}:{Settings.Port}");

    [Fact]
    public void A_line_that_holds_no_settings_is_an_error()
    {
        using var worker = NodeProcess.Verb(WorkerProgram.Verb, "hello");
        Assert.StartsWith("error ", worker.Next(), StringComparison.Ordinal);
        Assert.Equal(3, worker.ExitCode(seconds: 10));
    }

    private static void AssertError(WorkerSettings settings, string said)
    {
        using var worker = NodeProcess.Verb(WorkerProgram.Verb, settings.ToLine());
        var line = worker.Next();
        Assert.StartsWith("error ", line, StringComparison.Ordinal);
        Assert.Contains(said, line, StringComparison.Ordinal);
        Assert.Equal(3, worker.ExitCode(seconds: 10));
    }
}
