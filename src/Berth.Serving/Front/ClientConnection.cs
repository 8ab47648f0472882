using System.Buffers;
using Berth.Serving.Dispatch;
using Berth.Serving.Http;
using Berth.Serving.Loop;
using Berth.Serving.Native;

namespace Berth.Serving.Front;

/// <summary>An HTTP/1 connection of a client. It serves one request at a time, so that pipelined ones are answered in their order and wait unread.</summary>
internal sealed class ClientConnection : Watched
{
    private const uint Ends = Epoll.PeerClosed | Epoll.HungUp | Epoll.Error;

    private readonly HttpServer _server;
    private readonly RequestBuffer _buffer;
    private readonly Http1Request _request;
    private readonly LoopTimer _timer;
    private Phase _phase;
    private long _since;
    private bool _known;
    private bool _readable;
    private bool _peerGone;
    private bool _turning;
    private bool _closes;
    private bool _saysKept;
    private byte[]? _output;
    private int _outputLength;
    private int _sent;

    internal ClientConnection(HttpServer server, int descriptor)
    {
        (_server, Descriptor, _buffer) = (server, descriptor, new(server.Head, server.Memory));
        _request = new(this, _buffer, server.Head) { Handler = server.Handler };
        (_timer, _since, _known) = (new(Expire), server.Loop.Now, !server.TakesHttp2);
    }

    private bool IsOpen => Descriptor >= 0;

    private bool IsIdle => _phase == Phase.Reading && _buffer.IsEmpty;

    /// <inheritdoc/>
    internal override void Happened(uint what)
    {
        _peerGone |= (what & Ends) != 0;
        _readable |= (what & (Epoll.In | Ends)) != 0;
        if (_phase == Phase.Writing && (what & Epoll.Out) != 0)
            Flush();
        Turn();
    }

    /// <summary>Sees to it that the connection is looked at when its time is over.</summary>
    internal void Arm()
    {
        // A timer that is set earlier looks again then: most requests need none of their own.
        var due = Due();
        if (!_timer.IsSet || _timer.Due > due)
            _server.Loop.Timers.Set(_timer, due);
    }

    /// <summary>Closes the connection unless a request is being served, which is then its last.</summary>
    internal void EndSoon()
    {
        if (IsIdle)
            Close();
    }

    /// <summary>Sends the answer to the request that is being served.</summary>
    internal void Deliver(in Answer answer)
    {
        _closes |= _server.Ending;
        var body = _request.IsHead ? default : answer.Body;
        var space = _server.HeadSpace(answer.Headers.Length + ResponseWriter.Room);
        var head = space.AsSpan(0, ResponseWriter.Head(answer, space, _closes, _saysKept));
        var sent = 0;
        switch (SocketWriter.Send(Descriptor, _server.Loop.Outgoing, head, body, ref sent))
        {
            case Delivery.Done:
                Answered();
                break;
            case Delivery.Blocked:
                Keep(head, body, sent);
                break;
            default:
                _request.Release();
                Close();
                break;
        }
    }

    internal void Close()
    {
        if (!IsOpen)
            return;
        _server.Loop.Timers.Clear(_timer);
        _server.Loop.Close(this);
        _request.Release();
        _buffer.Clear();
        DropOutput();
        _server.Closed(this);
    }

    private void Turn()
    {
        // An answer that is given at once comes back here: the loop goes on instead of a deeper call.
        if (_turning)
            return;
        _turning = true;
        while (IsOpen && _phase == Phase.Reading && Step())
        {
        }
        while (IsOpen && _phase == Phase.Lingering && Discard())
        {
        }
        _turning = false;
        if (_phase == Phase.Waiting && _peerGone && IsOpen && _server.Handler.GiveUp(_request))
            Close();
        if (IsOpen)
            Arm();
    }

    private bool Step()
    {
        switch (_buffer.Look())
        {
            case Framing.Complete:
                (_closes, _saysKept) = (!_server.Head.KeepsConnection, _server.Head.Lines.KeepAlive);
                Enter(Phase.Waiting);
                _request.Begin();
                _server.Handler.Handle(_request);
                return true;
            case Framing.Wrong:
                Refuse(_buffer.Error!);
                return true;
            case Framing.AwaitsContinue:
                var sent = 0;
                _ = SocketWriter.Send(Descriptor, _server.Loop.Outgoing, "HTTP/1.1 100 Continue\r\n\r\n"u8, [], ref sent);
                break;
        }
        return _readable && Read();
    }

    private bool Read()
    {
        if (!_known && !Recognise())
            return false;
        var room = _buffer.Room();
        if (room.IsEmpty)
        {
            _closes = true;
            Enter(Phase.Waiting);
            _request.BeginUnread();
            _server.Handler.RefuseForMemory(_request);
            return true;
        }
        var empty = _buffer.IsEmpty;
        var count = SocketReader.Receive(Descriptor, room);
        if (count > 0)
        {
            if (empty)
                _since = _server.Loop.Now;
            _buffer.Add(count);
            // Less than there was room for is all that there was; an end is still to be read.
            _readable = count == room.Length || _peerGone;
            return true;
        }
        _readable = false;
        if (count != SocketReader.Nothing)
            Ended(count);
        else if (_buffer.IsEmpty)
            _buffer.Clear();
        return IsOpen && _phase != Phase.Reading;
    }

    /// <summary>False when it is HTTP/2, which others serve.</summary>
    private bool Recognise()
    {
        Span<byte> beginning = stackalloc byte[3];
        var count = SocketReader.Receive(Descriptor, beginning, Linux.Peek);
        _known = true;
        if (count < 3 || !beginning.SequenceEqual("PRI"u8))
            return true;
        _server.Loop.Timers.Clear(_timer);
        _server.HandOver(this);
        return false;
    }

    private void Ended(int count)
    {
        if (count == SocketReader.Lost || _buffer.IsEmpty)
            Close();
        else
            Refuse(new(400, "the request ends before its end"));
    }

    private void Refuse(HttpError error)
    {
        _closes = true;
        Enter(Phase.Waiting);
        _request.BeginUnread();
        _server.Handler.Refuse(_request, error);
    }

    private void Answered()
    {
        _request.Release();
        _buffer.Drop();
        if (_closes)
        {
            Enter(Phase.Lingering);
            _buffer.Clear();
            _ = Linux.Shutdown(Descriptor, Linux.ShutWrite);
        }
        else
        {
            Enter(Phase.Reading);
        }
        Turn();
    }

    private bool Discard()
    {
        if (!_readable)
            return false;
        var count = SocketReader.Receive(Descriptor, _server.Loop.Scratch);
        if (count is 0 or SocketReader.Lost)
            Close();
        _readable = count > 0;
        return count > 0;
    }

    private void Keep(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, int sent)
    {
        _outputLength = head.Length + body.Length;
        _output = ArrayPool<byte>.Shared.Rent(_outputLength);
        head.CopyTo(_output);
        body.CopyTo(_output.AsSpan(head.Length));
        _sent = sent;
        Enter(Phase.Writing);
        Arm();
    }

    private void Flush()
    {
        switch (SocketWriter.Send(Descriptor, _server.Loop.Outgoing, _output.AsSpan(0, _outputLength), [], ref _sent))
        {
            case Delivery.Done:
                DropOutput();
                Answered();
                break;
            case Delivery.Lost:
                Close();
                break;
        }
    }

    private void DropOutput()
    {
        if (_output is { } output)
            ArrayPool<byte>.Shared.Return(output);
        _output = null;
    }

    private void Enter(Phase phase) => (_phase, _since) = (phase, _server.Loop.Now);

    private long Due() => _phase switch
    {
        Phase.Waiting => _request.Deadline,
        Phase.Writing => _since + _server.Limits.Write,
        Phase.Lingering => _since + ServerLimits.Linger,
        _ => _since + (_buffer.IsEmpty ? _server.Limits.Idle : _server.Limits.Receive),
    };

    private void Expire()
    {
        if (Due() > _server.Loop.Now)
            Arm();
        else if (_phase == Phase.Waiting)
            _server.Handler.Expire(_request);
        else if (_phase == Phase.Reading && !_buffer.IsEmpty)
            Refuse(new(408, "the request took too long to come"));
        else
            Close();
    }
}
