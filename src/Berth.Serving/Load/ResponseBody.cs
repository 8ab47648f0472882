namespace Berth.Serving.Load;

/// <summary>Finds the end of an answer's body as it comes: by its length, by its last chunk (RFC 9112, section 7.1), or with the connection.</summary>
internal struct ResponseBody(ResponseHead head)
{
    private const int AtSize = 0, InExtension = 1, InData = 2, AfterData = 3, InTrailer = 4;

    private readonly ResponseHead _head = head;
    private long _left = head.BodyLength ?? 0;
    private int _place, _digits, _lineLength;

    /// <summary>Whether all of it has come.</summary>
    internal bool Ended { get; private set; } = head.BodyLength == 0;

    /// <summary>Takes what has come.</summary>
    /// <exception cref="InvalidDataException">It is no chunk, or more than the body.</exception>
    internal void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_head.Chunked)
            foreach (var each in bytes)
                Take(each);
        else if (_head.BodyLength is not null && !bytes.IsEmpty)
        {
            _left -= bytes.Length;
            Ended = _left == 0;
            Need(_left >= 0);
        }
    }

    private void Take(byte each)
    {
        Need(!Ended);
        switch (_place)
        {
            case AtSize when char.IsAsciiHexDigit((char)each):
                Need(++_digits <= 15);
                _left = _left * 16 + (each <= '9' ? each - '0' : (each | 0x20) - 'a' + 10);
                break;
            case AtSize or InExtension:
                Need(_digits > 0);
                _place = each == '\n' ? (_left > 0 ? InData : InTrailer) : InExtension;
                (_digits, _lineLength) = each == '\n' ? (0, 0) : (_digits, 0);
                break;
            case InData:
                _place = --_left == 0 ? AfterData : InData;
                break;
            case AfterData:
                _place = each == '\n' ? AtSize : AfterData;
                Need(each is (byte)'\r' or (byte)'\n');
                break;
            default:
                Ended = each == '\n' && _lineLength == 0;
                _lineLength = each == '\n' ? 0 : each == '\r' ? _lineLength : _lineLength + 1;
                break;
        }
    }

    private static void Need(bool good)
    {
        if (!good)
            throw new InvalidDataException("the answer's body is not as its head says");
    }
}
