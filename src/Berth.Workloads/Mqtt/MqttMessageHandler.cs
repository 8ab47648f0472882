namespace Berth.Workloads.Mqtt;

/// <summary>Takes a message on the client's own thread; the payload is valid only during the call.</summary>
internal delegate void MqttMessageHandler(string topic, ReadOnlySpan<byte> payload);
