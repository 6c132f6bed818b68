-- The rule that says which messages need a reply (definition: needs a reply). All of it stands here.
--
-- First half: verdicts taken from the text alone. They are stored on the message when it comes and outlive the text.
-- Second half: the verdict of a message in its place, given what was said before it.

-- A question mark outside links.
create or replace temp macro text_is_question(t) as
    case
        when t is null then null
        when not (contains(t, '?') or contains(t, '？') or contains(t, '؟')) then false
        when not contains(t, '://') then true
        else regexp_matches(regexp_replace(t, '\S+://\S+', ' ', 'g'), '[?？؟]')
    end;

-- The published closing list: nothing is left but these words once mentions, links, placeholders in brackets,
-- emoji and punctuation are taken away. RE2 gives up at the first other word, so a long text costs nothing.
create or replace temp macro text_is_closing(t) as
    case
        when t is null then null
        when text_is_question(t) then false
        else regexp_full_match(t,
            '(?i)(?:@[\w.\-]+|\S+://\S+|\[\w+\]|[^\pL\pN@\[]|'
            || '(?:thanks|thank|thankyou|thx|thnx|tnx|ty|tysm|tyvm|cheers|ta|u|you|so|very|much|many|a|lot|lots|million|again|'
            || 'for|the|your|all|of|this|that|it|help|helping|reply|replying|response|info|information|advice|support|'
            || 'quick|fast|speedy|prompt|great|good|perfect|brilliant|lovely|awesome|amazing|excellent|fantastic|wonderful|super|'
            || 'nice|cool|ok|okay|k|kk|yes|yep|yeah|no|problem|worries|got|understood|noted|done|fixed|sorted|solved|works|working|'
            || 'worked|now|will|do|did|ll|try|m|am|is|s|and|i|we|really|appreciate|appreciated|wow|yay|bye|have|day|one|too|'
            || 'danke|vielen|dank|schön|super|merci|beaucoup|gracias|muchas|grazie|mille|obrigado|obrigada|bedankt|dank|je|wel)'
            || '(?:$|[^\pL\pN]))*')
    end;

-- A question, a poll, or a plain invitation to answer.
create or replace temp macro text_is_invitation(t) as
    case
        when t is null then null
        else text_is_question(t) or regexp_matches(lower(t),
            '\b(?:tell us|let us know|share your|send us your|show us your|comment below|in the comments|join us|'
            || 'vote|poll|your thoughts|your ideas|what you think|ask us|ask me anything|\bama\b|we.d love to hear|have your say)\b')
    end;

-- Handles mentioned, lower case, without the @; null where there is none. An e-mail address is no mention.
create or replace temp macro text_mentions(t) as
    case
        when contains(t, '@') then nullif(list_transform(
            regexp_extract_all(t, '(?:^|[^\w@./])@\w[\w.\-]*'), lambda h: lower(rtrim(split_part(h, '@', 2), '.-'))), [])
    end;

-- The verdict of a message in its place; the first reason that holds. Only 'needs a reply' starts a clock.
--   is_elsewhere    known to be addressed to others, not mentioning us, not a reply to us
--   answers_before  our human messages in its thread before it
--   is_withdrawn    deleted by its author before any answer of ours came
create or replace temp macro reply_verdict(is_ours, is_automated, is_spam, is_elsewhere, is_closing, answers_before, is_withdrawn) as
    case
        when is_ours then 'ours'
        when is_automated then 'automated'
        when is_spam then 'spam'
        when is_elsewhere then 'addressed to someone else'
        when is_closing and answers_before > 0 then 'closing'
        when is_withdrawn then 'deleted'
        else 'needs a reply'
    end;
