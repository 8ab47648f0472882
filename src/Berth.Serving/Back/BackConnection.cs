using System.Net;
using System.Runtime.InteropServices;
using Berth.Serving.Dispatch;
using Berth.Serving.Loop;
using Berth.Serving.Native;

namespace Berth.Serving.Back;

/// <summary>A kept-alive connection to a replica that carries one exchange at a time. The answer is collected before it is passed on.</summary>
internal sealed class BackConnection(EventLoop loop, IBackOwner owner, ResponseBuffer response) : Watched
{
    private const uint Ends = Epoll.PeerClosed | Epoll.HungUp | Epoll.Error;

    private Exchange? _exchange;
    private bool _connecting;
    private bool _sending;
    private int _sent;

    internal bool IsOpen => Descriptor >= 0;

    internal Exchange? Exchange => _exchange;

    /// <summary>Begins to connect; a failure is reported after an exchange was begun.</summary>
    internal unsafe void Open(SocketAddress address)
    {
        Descriptor = Linux.OpenSocket((int)address.Family);
        if (Descriptor < 0)
            return;
        Linux.DisableDelay(Descriptor);
        loop.Watch(this, Epoll.In | Epoll.Out | Epoll.PeerClosed | Epoll.EdgeTriggered);
        _connecting = true;
        fixed (byte* bytes = address.Buffer.Span)
            if (Linux.Connect(Descriptor, bytes, address.Size) != 0 && Marshal.GetLastPInvokeError() != Linux.InProgress)
                loop.Close(this);
    }

    /// <summary>Begins an exchange; a failure may be reported before this returns.</summary>
    internal void Begin(Exchange exchange)
    {
        (_exchange, _sent, _sending) = (exchange, 0, true);
        response.Clear();
        if (!IsOpen)
            Break();
        else if (!_connecting)
            Send();
    }

    /// <summary>Closes it; nothing is reported.</summary>
    internal void Close()
    {
        _exchange = null;
        response.Clear();
        loop.Close(this);
    }

    /// <inheritdoc/>
    internal override void Happened(uint what)
    {
        if (_connecting)
        {
            if ((what & (Epoll.Out | Ends)) == 0)
                return;
            if (Linux.PendingError(Descriptor) != 0)
            {
                Break();
                return;
            }
            _connecting = false;
        }
        if (_sending && (what & Epoll.Out) != 0)
            Send();
        if (IsOpen && (what & (Epoll.In | Ends)) != 0)
            Receive((what & Ends) != 0);
    }

    private void Send()
    {
        if (_exchange is not { } exchange)
            return;
        switch (SocketWriter.Send(Descriptor, loop.Outgoing, exchange.Head.AsSpan(0, exchange.HeadLength), exchange.Body, ref _sent))
        {
            case Delivery.Done:
                _sending = false;
                break;
            case Delivery.Lost:
                Break();
                break;
        }
    }

    private void Receive(bool ending)
    {
        while (IsOpen)
        {
            var room = response.Room(loop.Scratch);
            var count = SocketReader.Receive(Descriptor, room);
            if (count == SocketReader.Nothing)
                return;
            if (_exchange is null || count == SocketReader.Lost)
            {
                Break();
                return;
            }
            switch (count == 0 ? response.End() : response.Add(loop.Scratch, count))
            {
                case Collected.Complete:
                    Finish(ending || count == 0);
                    return;
                case Collected.Wrong:
                    Break();
                    return;
            }
            // Less than there was room for is all that there was; an end is still to be read.
            if (count < room.Length && !ending)
                return;
        }
    }

    private void Finish(bool ending)
    {
        var exchange = _exchange!;
        _exchange = null;
        // What was answered before all of it was sent has left the rest of it in the connection.
        if (ending || _sending || !response.KeepsConnection)
            loop.Close(this);
        var kept = response.Detach();
        owner.Answered(this, exchange, response.Answer(kept ?? loop.Scratch));
        ResponseBuffer.Return(kept);
    }

    private void Break()
    {
        var exchange = _exchange;
        Close();
        owner.Broken(this, exchange);
    }
}
