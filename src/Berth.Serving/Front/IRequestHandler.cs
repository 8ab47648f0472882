using Berth.Serving.Dispatch;
using Berth.Serving.Http;

namespace Berth.Serving.Front;

/// <summary>What is done with requests that have come completely, on the loop's thread.</summary>
internal interface IRequestHandler
{
    /// <summary>Sees to it that the request is answered, now or later.</summary>
    void Handle(ClientRequest request);

    /// <summary>Counts an answer, gives it the form that is due, and has it delivered.</summary>
    void Answer(ClientRequest request, in Answer answer);

    /// <summary>Answers what could not be read.</summary>
    void Refuse(ClientRequest request, HttpError error);

    /// <summary>Answers what there is no memory for.</summary>
    void RefuseForMemory(ClientRequest request);

    /// <summary>The client has gone, or will not send the next request; true when the request is dropped.</summary>
    bool GiveUp(ClientRequest request);

    /// <summary>The deadline of a request has passed.</summary>
    void Expire(ClientRequest request);
}
