namespace Berth.Model;

/// <summary>How an item travels to its worker and its answer back.</summary>
public enum Transport
{
    /// <summary>One POST an item over kept-alive HTTP/1.1 connections.</summary>
    Http,

    /// <summary>Publish and subscribe through a Mosquitto broker on the worker's node.</summary>
    Mqtt,
}
