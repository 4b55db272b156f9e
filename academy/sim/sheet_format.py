"""The JSON of a score sheet, key by key: object and key | unit or values | meaning.

Points are points of cost. Minutes count from the start of the day. A place counts decisions in the log from
0. null stands where "or null" says so. `command` holds the operation's own fields, as in a row of the log.

ScoreSheet.slug | text | the day's name
ScoreSheet.digest | SHA-256, hexadecimal | the day that was played, chance drawn
ScoreSheet.engine | number | version of the engine
ScoreSheet.scoring | number | version of the scoring
ScoreSheet.cost | points | J, what the day cost
ScoreSheet.references | References | what it is measured against
ScoreSheet.outcome | 0 to 100, one decimal | 0 naive, 80 expert, 100 best known plan
ScoreSheet.formula | list of text | how the outcome comes about, a line at a time
ScoreSheet.ended_at | minute | when the run ended
ScoreSheet.ended_by | request or null | whose fail state ended the run
ScoreSheet.totals | list of Total | dearest kind first; points add up to the cost
ScoreSheet.requests | list of RequestScore | by arrival; costs add up to the cost
ScoreSheet.avoided | list of requests | follow-ups that were never set off
ScoreSheet.skills | list of SkillScore, or null | the five skills, K1 first; null: not analysed
ScoreSheet.ledger | Ledger, or null | regret of every decision and of what was left lying
ScoreSheet.moments | Moments, or null | the best and worst decisions beside their alternatives
ScoreSheet.triage | Triage, or null | urgency misjudged, both ways
ScoreSheet.foresight | Foresight, or null | what could be known apart from how it turned out

References.naive | points | cost of own hands in order of arrival
References.expert | points | mean cost of eight experts without hindsight
References.best_known | points | cost of the best plan found with hindsight
References.best_known_is_proven | true or false | whether nothing can be better
References.scale | Scale, or null | M of the skills; null: stored before they were scored

Scale.organisation | points of regret | M of K1: regret of a mid-level player, `human(0.5)`, 30 or more
Scale.initiative | points of regret | M of K2
Scale.stamina | points of regret | M of K3
Scale.communication | points of regret | M of K4
Scale.calm | points of regret | M of K5

Total.kind | kind of charge | why it was charged
Total.count | number | how many charges
Total.points | points | their sum

RequestScore.id | request | which one
RequestScore.subject | text | as it came
RequestScore.sender | text | who sent it
RequestScore.trigger | root, late, mishandled, uncontained | what made it come
RequestScore.parent | request or null | whose fate set it off
RequestScore.status | status in lower case | where it ended
RequestScore.arrived_at | minute or null | null: the run ended before it came
RequestScore.due_at | minute or null | true deadline, as moved by a promise
RequestScore.closed_at | minute or null | null: never closed
RequestScore.minutes_late | minutes | past the deadline when closed, or at the end
RequestScore.weight | 1, 2, 4 or 8 | points for each minute late
RequestScore.work_minutes | minutes | true size for the coordinator
RequestScore.owner | department or null | who owns it; null: we do
RequestScore.claimed_urgency | 1 to 5 | what the sender claimed
RequestScore.cost | points | sum of its charges
RequestScore.charges | list of Charge | every point with its reason
RequestScore.deeds | list of Deed | what was ordered for it
RequestScore.handlers | list of HandlerUse | ways it was handled, judged
RequestScore.judgement | judgement or null | of the last way; null: nobody handled it
RequestScore.right_handlers | list of handlers | what its author calls right
RequestScore.acceptable_handlers | list of handlers | what its author calls acceptable
RequestScore.reason | text | what it really was about
RequestScore.ideal | text | the ideal move
RequestScore.consequence | text | what happens when it is late or mishandled
RequestScore.answer | text | what the sender says when asked
RequestScore.skills | list of K1.1 to K5.6 | behaviours it exercises
RequestScore.modules | list of course/module | what teaches it

Charge.minute | minute | when it was charged
Charge.request | request | for what
Charge.kind | kind of charge | why
Charge.points | points | how much
Charge.reason | text | why, in words

Deed.minute | minute | when it was ordered
Deed.op | operation | what was ordered
Deed.detail | text | whom or when, as given

HandlerUse.minute | minute | when it was used
HandlerUse.handler | handler | which of the seven ways
HandlerUse.judgement | right, acceptable, neutral, poor | what its author thinks of it
HandlerUse.reason | text | why

SkillScore.skill | name | which skill
SkillScore.code | K1 to K5 | its code
SkillScore.score | 0 to 100, one decimal, or null | 100 x 2^(-regret / scale); null: nothing was seen of it
SkillScore.uncertainty | points of score, one decimal, or null | half-width, at most 50
SkillScore.regret | points | sum of the evidence
SkillScore.scale | points | M: regret at which the score is 50
SkillScore.evidence | list of Evidence | every reason, the weightiest first
SkillScore.behaviours | list of Behaviour | behaviours of the skill that requests exercised

Evidence.minute | minute | when
Evidence.request | request | on what
Evidence.what | text | what happened
Evidence.points | points of regret | below zero it speaks for the player
Evidence.place | place or null | the decision; null: something seen, or left lying

Behaviour.code | K1.1 to K5.6 | which behaviour
Behaviour.seen | number | requests on the desk that exercise it
Behaviour.good | number | of them, settled without a point of cost

Ledger.start | list of points | value of minute 0, by expert; start + losses = cost, for each
Ledger.cost | points | J
Ledger.entries | list of Regret | in order of time

Regret.minute | minute | when
Regret.until | minute | end of a stretch; the minute itself for a decision
Regret.kind | did, left | decided, or left lying while an expert would have acted
Regret.place | place or null | the decision; null for what was left
Regret.request | request | on what
Regret.op | operation | decided, or left undone
Regret.category | organisation, initiative, communication | the skill the operation belongs to
Regret.losses | list of points | change of the final cost it caused, by expert; below zero a gain
Regret.words | list of points | of each loss, for silence, promises, wording and signposts
Regret.expert | Advice, or null | what the experts do first from there; null: nothing more

Advice.minute | minute | when
Advice.op | operation | what
Advice.command | object | its fields

Moments.looked_at | number | decisions tried otherwise
Moments.worst | list of Moment | at most three, greatest regret first
Moments.best | list of Moment | at most three, without regret, what spared most first

Moment.place | place | the decision
Moment.minute | minute | when
Moment.request | request | on what
Moment.done | Option | what was done
Moment.options | list of Option | every other visible choice, cheapest first
Moment.waiting | points | final cost when nothing is ordered before the next visible change
Moment.expert | Advice, or null | what the expert does first from there; null: nothing more
Moment.expert_cost | points | final cost when the expert takes over before the decision

Option.op | operation | what
Option.command | object | its fields
Option.cost | points | final cost, the reference expert playing on

Triage.over | list of requests | light ones treated as urgent
Triage.light | number | requests of weight 1 or 2 that came
Triage.over_rate | 0 to 1 | share of the light ones; 0 when none came
Triage.under | list of requests | heavy ones not treated as urgent
Triage.heavy | number | requests of weight 4 or 8 that came
Triage.under_rate | 0 to 1 | share of the heavy ones; 0 when none came

Foresight.worlds | number | other truths drawn for each decision
Foresight.decisions | number | decisions judged
Foresight.right_on_what_you_could_know | 0 to 1, or null | share of them; null: there were none
Foresight.could_know | points | mean regret against the expert over the worlds
Foresight.turned_out | points | the same in the day as it really was
Foresight.moments | list of Judged | the best and worst moments, judged against their best choices as well

Judged.place | place | the decision
Judged.minute | minute | when
Judged.request | request | on what
Judged.could_know | points | mean over the worlds, minus the best mean of another way
Judged.turned_out | points | the same in the day as it really was
Judged.is_right | true or false | whether could_know is at most 8 points
"""
