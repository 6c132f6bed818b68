-- The hand-offs about the conversation that a message belongs to, in order.
select
    r.handoff_key::varchar                  as handoff_key,
    r.department, r.kind, r.question, r.asked_at, r.asked_at_latest, r.asked_by, r.answered_at, r.answered_at_latest,
    r.answered_by, r.joined_by, r.ended_at, r.outcome, r.passed_to, r.note, r.reminders, r.dispute, r.is_passed_on,
    r.due_at, r.promise_seconds, r.promise_clock, r.source, r.place, l.watermark as seen_until
from thread_messages t
join request_conversations c using (conversation_key, thread_key)
join requests r using (handoff_key)
join handoff_watermarks l using (source)
where t.message_key = message_key($platform, $native_id)
order by r.asked_at, r.handoff_key
